import { startRig } from '../rig/start-rig';
import { libraryTypical } from '../variants/library-typical';

startRig(libraryTypical);
