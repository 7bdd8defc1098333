import { startRig } from '../rig/start-rig';
import { hand } from '../variants/hand/hand';

startRig(hand);
