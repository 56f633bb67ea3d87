/** What Vite makes of style sheets: names for classes, or nothing but an effect. */
declare module '*.module.css' {
  const classes: Readonly<Record<string, string>>;
  export { classes as default };
}
declare module '*.css';
declare module '@fontsource-variable/inter/opsz.css';
