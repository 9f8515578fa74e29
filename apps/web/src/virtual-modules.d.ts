/** Made by `build/contract-as-data.ts`: the contract's methods and paths, without its schemas. */
declare module 'virtual:contract-routes' {
  import type { Contract } from '@podpass/contract';
  const routes: Contract;
  export default routes;
}

declare module '*.css';
