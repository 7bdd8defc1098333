import { startRig } from '../rig/start-rig';
import { none } from '../variants/none';

startRig(none);
