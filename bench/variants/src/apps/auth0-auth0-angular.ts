import { startRig } from '../rig/start-rig';
import { auth0Auth0Angular } from '../variants/peers/auth0-auth0-angular';

startRig(auth0Auth0Angular);
