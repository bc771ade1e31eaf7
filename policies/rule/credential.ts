/** Access keys of AWS, private keys, and tokens of model hubs and Git hosts: text that is a credential independent of its name. */
export const credential = /(AKIA|ASIA)[0-9A-Z]{16}|-----BEGIN [A-Z ]*PRIVATE KEY-----|\bhf_[A-Za-z0-9]{30,}|\bgh[pousr]_[A-Za-z0-9]{36}/;
