/* An element whose inside is HTML that the server wrote, with every text escaped. */
window.fremdrift = window.fremdrift || {};
window.fremdrift.Still = function (props) {
  var inside = props.markup === undefined ? {} : { dangerouslySetInnerHTML: { __html: props.markup } };
  return React.createElement(props.tag, Object.assign({}, props.attributes, inside));
};
