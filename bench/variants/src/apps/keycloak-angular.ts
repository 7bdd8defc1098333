import { startRig } from '../rig/start-rig';
import { keycloakAngular } from '../variants/peers/keycloak-angular';

startRig(keycloakAngular);
