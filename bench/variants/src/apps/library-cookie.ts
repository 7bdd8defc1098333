import { startRig } from '../rig/start-rig';
import { libraryCookie } from '../variants/library-cookie';

startRig(libraryCookie);
