// Draws the description of the API; both scripts run in the order in which the page names them.
const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", follow);
follow();

// As the layout that comes with it, but for its main: the page has one.
const beside = ({ React }) => ({
  components: {
    Beside: ({ getComponent, specSelectors }) => {
      const draw = (name) => React.createElement(getComponent(name, true));
      return specSelectors.loadingStatus() === "success" && React.createElement("div", { className: "swagger-ui" },
        React.createElement(getComponent("SvgAssets")), draw("InfoContainer"),
        React.createElement("div", { className: "scheme-container" }, draw("AuthorizeBtnContainer")),
        draw("operations"), draw("Models"));
    },
  },
});

const place = document.getElementById("api");
window.SwaggerUIBundle({
  url: place.dataset.description,
  domNode: place,
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
  tryItOutEnabled: false,
  presets: [window.SwaggerUIBundle.presets.apis],
  plugins: [beside],
  layout: "Beside",
});
