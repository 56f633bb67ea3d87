// Classes are called what they are called in their sheet.
export default new Proxy({}, { get: (_, name) => String(name) });
