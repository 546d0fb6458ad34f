/** Roles that the form of an invitation has room for; more are given once the account is there, or by the API. */
export const ROLE_ROWS = 3;
