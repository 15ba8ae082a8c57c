/** The bundler gives the text of a picture. */
declare module '*.svg' {
  const text: string;
  export default text;
}

/** The bundler puts it beside the page's script. */
declare module '*.css';
