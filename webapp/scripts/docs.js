// Shows the API's description in the page. The library is a deferred script, so it is there by now.
/* global SwaggerUIBundle */
const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", follow);
follow();

SwaggerUIBundle({
  url: "/openapi.yaml",
  dom_id: "#docs",
  presets: [SwaggerUIBundle.presets.apis],
  deepLinking: true,
  docExpansion: "none",
  defaultModelsExpandDepth: 0,
  filter: true,
  // No other host is asked whether the file is valid.
  validatorUrl: null,
  // The token in the header counts; with the cookie beside it, it would be a 400.
  requestInterceptor: (request) => {
    if (request.headers?.Authorization) {
      request.credentials = "omit";
    }
    return request;
  },
});
