import { startRig } from '../rig/start-rig';
import { libraryMemory } from '../variants/library-memory';

startRig(libraryMemory);
