// `npm run build`: builds what is missing or stale.
import { runScript, setUp } from './lib/setUp.mjs';

await runScript(setUp);
