import { startRig } from '../rig/start-rig';
import { angularAuthOidcClient } from '../variants/peers/angular-auth-oidc-client';

startRig(angularAuthOidcClient);
