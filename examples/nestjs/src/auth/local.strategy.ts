import { Injectable, UnauthorizedException } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-local';
import type { User } from '../users/user.entity';
import { UsersService } from '../users/users.service';

/** `AuthGuard('local')`: the username and the password in the body. */
@Injectable()
export class LocalStrategy extends PassportStrategy(Strategy) {
  constructor(private readonly users: UsersService) {
    super();
  }

  async validate(username: string, password: string): Promise<User> {
    const user = await this.users.checkPassword(username, password);
    if (!user) throw new UnauthorizedException('Wrong username or password.');
    return user;
  }
}
