/** The native module apart, so that it is loaded when a secret is first asked for and not at start. */
export { deletePassword, getPassword, setPassword } from 'keytar';
