import { startRig } from '../rig/start-rig';
import { angularOauth2Oidc } from '../variants/peers/angular-oauth2-oidc';

startRig(angularOauth2Oidc);
