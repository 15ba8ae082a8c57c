/** The page of the simulation panel. */

export interface PageParts {
  /** Addresses of `dist/webview/main.js` and `main.css`, as the page can load them. */
  script: string;
  style: string;
  /** Where such addresses come from, as a content security policy names it. */
  source: string;
  /** Made anew for each page: letters and digits. */
  nonce: string;
}

/** Nothing runs, is loaded or is sent but its own script and style; no frames, no forms, no pictures, no network. */
export function panelHtml({ script, style, source, nonce }: PageParts): string {
  const rules = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${source}`,
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${rules.join('; ')}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>Login Policy Simulation</title>
</head>
<body>
<div id="panel"></div>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}
