// What the browser adds to pages that already work: in-place edits (htmx), keys, and small comforts. Nothing here is needed to read or to send a form.
import "htmx.org";
import { items } from "./items";
import { keys } from "./keys";
import { menus } from "./menus";
import { copies } from "./copies";
import { leaving } from "./leaving";

keys();
items();
menus();
copies();
leaving();
