import {
  Body,
  Controller,
  HttpCode,
  Post,
  Req,
  UnauthorizedException,
  UseGuards,
} from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { AuthGuard } from '@nestjs/passport';
import type { Request } from 'express';
import type { User } from '../users/user.entity';
import { UsersService } from '../users/users.service';
import type { Claims } from './claims';
import { RefreshTokensService } from './refresh-tokens.service';

@Controller('auth')
export class AuthController {
  constructor(
    private readonly jwt: JwtService,
    private readonly users: UsersService,
    private readonly refreshTokens: RefreshTokensService,
  ) {}

  @Post('login')
  @UseGuards(AuthGuard('local'))
  async login(@Req() { user }: Request & { user: User }) {
    return this.tokensFor(user, await this.refreshTokens.issue(user.id));
  }

  @Post('refresh')
  async refresh(@Body('refresh_token') token: unknown) {
    const rotated = await this.refreshTokens.rotate(String(token));
    const user = rotated && (await this.users.find(rotated.userId));
    if (!user) throw new UnauthorizedException('Sign in again.');
    return this.tokensFor(user, rotated.refreshToken);
  }

  @Post('logout')
  @HttpCode(204)
  async logout(@Body('refresh_token') token: unknown): Promise<void> {
    await this.refreshTokens.revoke(String(token));
  }

  private async tokensFor({ id, username, role }: User, refreshToken: string) {
    const claims: Claims = { sub: id, name: username, role };
    return { access_token: await this.jwt.signAsync(claims), refresh_token: refreshToken };
  }
}
