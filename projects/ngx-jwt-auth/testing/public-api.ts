export { createTestJwt } from './create-test-jwt';
export { JwtAuthTestingController } from './jwt-auth-testing-controller';
export type { JwtAuthTestingOptions, JwtTestTokenOptions } from './jwt-auth-testing-options';
export type { JwtAuthTestingTab } from './jwt-auth-testing-tab';
export type { JwtTestClaims } from './jwt-test-claims';
export { provideJwtAuthTesting } from './provide-jwt-auth-testing';
