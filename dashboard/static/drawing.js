/* The two components that Dash's own html does not have: an SVG of ours, and a form field. */
window.fremdrift = {
  Drawing: function (props) {
    return React.createElement("div", {
      id: props.id,
      className: props.className,
      dangerouslySetInnerHTML: { __html: props.markup },
    });
  },
  Field: function (props) {
    return React.createElement("input", {
      id: props.id,
      className: props.className,
      name: props.name,
      type: props.type,
      value: props.value,
      accept: props.accept,
      required: props.required,
      readOnly: props.type === "hidden" ? true : undefined,
      "aria-describedby": props.describedBy,
    });
  },
};
