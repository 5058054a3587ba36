// How the program gets its modules. The loader that `wasm-split-cli` writes fetches each and opens it by the browser's own functions;
// `make` puts these in their place, and they leave both to `boot.js`: it has begun long before, and can say what is wrong.

export const modules = { open: undefined };

export const fetchModule = async (address) => address;

export const openModule = async (address, imports) => modules.open((await address).pathname.split("/").pop(), imports);
