import { startRig } from '../rig/start-rig';
import { auth0AngularJwt } from '../variants/peers/auth0-angular-jwt';

startRig(auth0AngularJwt);
