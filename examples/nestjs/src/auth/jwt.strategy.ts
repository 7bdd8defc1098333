import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { env } from '../env';
import type { Claims } from './claims';

/** `AuthGuard('jwt')`: the access token in the Authorization header. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor() {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKey: env.jwtSecret,
      algorithms: ['HS256'],
    });
  }

  /** The signature and the time are checked; what is returned becomes `request.user`. */
  validate(claims: Claims): Claims {
    return claims;
  }
}
