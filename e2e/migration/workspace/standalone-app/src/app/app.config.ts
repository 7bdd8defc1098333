import { provideHttpClient, withInterceptorsFromDi } from '@angular/common/http';
import { importProvidersFrom, type ApplicationConfig } from '@angular/core';
import { JWT_OPTIONS, JwtModule } from '@auth0/angular-jwt';
import { provideRouter } from '@angular/router';
import { routes } from './app.routes';
import { SettingsService } from './settings.service';

export function jwtOptionsFactory(settings: SettingsService) {
  return {
    tokenGetter: () => sessionStorage.getItem('jwt'),
    allowedDomains: ['api.example.com', 'localhost:3000'],
    disallowedRoutes: ['http://localhost:3000/auth/login'],
    headerName: 'X-Auth',
    authScheme: 'JWT ',
    skipWhenExpired: true,
    throwNoTokenError: settings.isStrict,
  };
}

export const appConfig: ApplicationConfig = {
  providers: [
    provideRouter(routes),
    provideHttpClient(withInterceptorsFromDi()),
    importProvidersFrom(
      JwtModule.forRoot({
        jwtOptionsProvider: {
          provide: JWT_OPTIONS,
          useFactory: jwtOptionsFactory,
          deps: [SettingsService],
        },
      }),
    ),
  ],
};
