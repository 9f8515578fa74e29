/** Made by `build/contract-as-data.ts`: the contract's methods and paths, without its schemas. */
declare module 'virtual:contract-routes' {
  const routes: import('@podpass/contract').Contract;
  export default routes;
}

declare module '*.css';
