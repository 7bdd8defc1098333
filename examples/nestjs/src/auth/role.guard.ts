import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Claims } from './claims';

/** `@Role('admin')`, on a route or a controller: who has another one gets a 403. */
export const Role = Reflector.createDecorator<string>();

@Injectable()
export class RoleGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const places = [context.getHandler(), context.getClass()];
    const role = this.reflector.getAllAndOverride(Role, places);
    const { user } = context.switchToHttp().getRequest<{ user: Claims }>();
    return role === undefined || role === user.role;
  }
}
