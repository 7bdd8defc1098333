/// <reference types="jasmine" />
// What the examples in docblocks, README and docs may use without declaring it: the things that any
// app has. Keep it short; an example that needs more should show it.
import type { HttpClient } from '@angular/common/http';
import type { HttpTestingController } from '@angular/common/http/testing';
import type { ApplicationConfig, Type } from '@angular/core';
import type { ActivatedRoute, Router, Routes } from '@angular/router';
import type { JwtAuth } from 'ngx-jwt-auth';

declare global {
  // Injected, in a component or a service.
  const auth: JwtAuth;
  const http: HttpClient;
  const router: Router;
  const route: ActivatedRoute;

  // Injected in a test.
  const httpTesting: HttpTestingController;

  // The app's own.
  const appConfig: ApplicationConfig;
  const routes: Routes;
  const token: string;
  const credentials: { readonly username: string; readonly password: string };
  const username: string;
  const password: string;
  const returnUrl: string;
  const invitation: string;
  const AccountPage: Type<unknown>;
  const AppComponent: Type<unknown>;
  const AdminPage: Type<unknown>;
  const EditPage: Type<unknown>;
  const HomePage: Type<unknown>;
  const LoginPage: Type<unknown>;
  const ProfilePage: Type<unknown>;
  const RuntimeConfig: Type<{ apiUrl: string }>;
  function askForANewOne(): void;
  function resetState(): void;
  function showMessage(text: string): void;
  function showOfflineBanner(): void;

  // @capacitor/preferences
  const Preferences: {
    get(options: { key: string }): Promise<{ value: string | null }>;
    set(options: { key: string; value: string }): Promise<void>;
    remove(options: { key: string }): Promise<void>;
  };
}
