import { startRig } from '../rig/start-rig';
import { libraryEverything } from '../variants/library-everything';

startRig(libraryEverything);
