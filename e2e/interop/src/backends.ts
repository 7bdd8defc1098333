import type { EnvironmentProviders } from '@angular/core';
import * as betterAuth from '../../../examples/better-auth/angular/auth';
import * as express from '../../../examples/express/angular/auth';
import * as fastify from '../../../examples/fastify/angular/auth';
import * as nestjs from '../../../examples/nestjs/angular/auth';
import type { Target } from './client';

/** What an app has to know of its backend. */
export interface AngularSide {
  provideAuth(api: string): EnvironmentProviders;
  signIn(api: string, name: string, password: string): Promise<void>;
}

export const backends: Record<Target['backend'], AngularSide> = {
  nestjs,
  express,
  fastify,
  'better-auth': betterAuth,
};
