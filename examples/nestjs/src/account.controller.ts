import { Controller, Get, Req, UseGuards } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { Request } from 'express';
import type { Claims } from './auth/claims';
import { Role, RoleGuard } from './auth/role.guard';

@Controller()
@UseGuards(AuthGuard('jwt'), RoleGuard)
export class AccountController {
  @Get('me')
  me(@Req() { user }: Request & { user: Claims }) {
    return { name: user.name };
  }

  @Get('admin')
  @Role('admin')
  admin() {
    return { message: 'Only admins see this.' };
  }
}
