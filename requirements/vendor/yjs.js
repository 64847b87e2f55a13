// Only what a page that is written together uses; bin/vendor leaves the rest out.
export { Doc, applyUpdate, encodeStateAsUpdate, encodeStateVector } from "yjs";
