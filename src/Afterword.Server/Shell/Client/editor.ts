// The post-mortem editor. The page works without it; here are the comforts: drafts that are kept, the linter's marks in the text with
// their fixes, a preview beside, and who else is writing. Loaded on that page alone.
import { start } from "./editor/page";

start();
