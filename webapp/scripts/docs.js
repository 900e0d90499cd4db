// Shows the API's description in the page. The library is a deferred script, so it is there by now.
/* global SwaggerUIBundle */
const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", follow);
follow();

// Landmarks and a heading where the viewer has none, and no choice where there is one server.
const frame = ({ React: { createElement, Fragment } }) => {
  const within = (attributes) => (Part) => (props) =>
    createElement("div", attributes, createElement(Part, props));
  return {
    wrapComponents: {
      InfoContainer: within({ role: "region", "aria-label": "Description" }),
      FilterContainer: within({ role: "search" }),
      operations: (Operations) => (props) =>
        createElement(
          Fragment,
          null,
          createElement("h2", null, "Operations"),
          createElement(Operations, props),
        ),
      ServersContainer: () => () => null,
    },
  };
};

SwaggerUIBundle({
  url: "/openapi.yaml",
  dom_id: "#docs",
  presets: [SwaggerUIBundle.presets.apis],
  plugins: [frame],
  deepLinking: true,
  docExpansion: "none",
  defaultModelsExpandDepth: 0,
  filter: true,
  syntaxHighlight: { theme: "obsidian" },
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
