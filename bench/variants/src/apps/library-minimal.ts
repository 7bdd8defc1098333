import { startRig } from '../rig/start-rig';
import { libraryMinimal } from '../variants/library-minimal';

startRig(libraryMinimal);
