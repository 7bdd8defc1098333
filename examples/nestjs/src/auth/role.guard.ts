import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Claims } from './claims';

/** `@Role('admin')`: who has another one gets a 403. */
export const Role = Reflector.createDecorator<string>();

@Injectable()
export class RoleGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const role = this.reflector.get(Role, context.getHandler());
    const { user } = context.switchToHttp().getRequest<{ user: Claims }>();
    return role === undefined || role === user.role;
  }
}
