/** Made by `scripts/guide/plugin.ts` of docs/user-guide.md and docs/trouble.md. */
declare module 'guide:user-guide' {
  const guide: import('./guide.ts').Guide;
  export default guide;
}

declare module 'guide:trouble' {
  const guide: import('./guide.ts').Guide;
  export default guide;
}
