import { MIN_PASSWORD_LENGTH } from "./user-checks"

const ATTRIBUTE = {
  enabled: false,
  required: false,
  used_for_first_factor: false,
  first_factors: [],
  used_for_second_factor: false,
  second_factors: [],
  verifications: [],
  verify_at_sign_up: false,
}

const EMAIL_ADDRESS = {
  ...ATTRIBUTE,
  enabled: true,
  required: true,
  used_for_first_factor: true,
  first_factors: ["email_code"],
  verifications: ["email_code"],
  verify_at_sign_up: true,
}

const NO_BILLING = { enabled: false, has_paid_plans: false }

/**
 * What Clerk's dashboard sets: sign-up with e-mail, password and a code, one account at a time, no captcha, no
 * organizations yet.
 *
 * @param origin - of the page that asks; the shop's own pages are there
 */
export function environmentJson(origin: string, applicationName: string) {
  return {
    object: "environment",
    id: "env_stand_in",
    maintenance_mode: false,
    auth_config: { object: "auth_config", id: "aconf_stand_in", single_session_mode: true, claimed_at: null, reverification: false },
    display_config: displayConfig(origin, applicationName),
    user_settings: USER_SETTINGS,
    organization_settings: ORGANIZATION_SETTINGS,
    commerce_settings: { billing: { stripe_publishable_key: null, organization: NO_BILLING, user: NO_BILLING } },
    api_keys_settings: { enabled: false, user_api_keys_enabled: false, orgs_api_keys_enabled: false },
    protect_config: { object: "protect_config", id: "protect_stand_in" },
  }
}

function displayConfig(origin: string, applicationName: string) {
  const home = `${origin}/`
  return {
    object: "display_config",
    id: "display_stand_in",
    instance_environment_type: "development",
    application_name: applicationName,
    theme: {},
    preferred_sign_in_strategy: "password",
    branded: false,
    show_devmode_warning: false,
    captcha_public_key: null,
    captcha_widget_type: null,
    captcha_public_key_invisible: null,
    captcha_provider: "turnstile",
    captcha_oauth_bypass: [],
    logo_image_url: "",
    favicon_image_url: "",
    home_url: home,
    sign_in_url: `${origin}/sign-in`,
    sign_up_url: `${origin}/sign-up`,
    user_profile_url: `${origin}/user`,
    after_sign_in_url: home,
    after_sign_up_url: home,
    after_sign_out_one_url: home,
    after_sign_out_all_url: home,
    after_switch_session_url: home,
    organization_profile_url: home,
    create_organization_url: home,
    after_leave_organization_url: home,
    after_create_organization_url: home,
    waitlist_url: home,
    after_join_waitlist_url: home,
    support_email: "",
    terms_url: "",
    privacy_policy_url: "",
  }
}

const USER_SETTINGS = {
  attributes: {
    email_address: EMAIL_ADDRESS,
    password: { ...ATTRIBUTE, enabled: true, required: true },
    first_name: { ...ATTRIBUTE, enabled: true },
    last_name: { ...ATTRIBUTE, enabled: true },
    phone_number: ATTRIBUTE,
    username: ATTRIBUTE,
    web3_wallet: ATTRIBUTE,
    authenticator_app: ATTRIBUTE,
    backup_code: ATTRIBUTE,
    passkey: ATTRIBUTE,
  },
  actions: { delete_self: true, create_organization: false },
  social: {},
  enterprise_sso: { enabled: false, self_serve_sso: false, self_serve_directory_sync: false },
  sign_in: { second_factor: { required: false, enabled: false } },
  sign_up: {
    allowlist_only: false,
    captcha_enabled: false,
    custom_action_required: false,
    legal_consent_enabled: false,
    mode: "public",
    progressive: true,
  },
  password_settings: {
    allowed_special_characters: "",
    // Asking a service whether a password has leaked would leave the machine.
    disable_hibp: true,
    min_length: MIN_PASSWORD_LENGTH,
    max_length: 72,
    require_special_char: false,
    require_numbers: false,
    require_uppercase: false,
    require_lowercase: false,
    show_zxcvbn: false,
    min_zxcvbn_strength: 0,
  },
  passkey_settings: { allow_autofill: false, show_sign_in_button: false },
  username_settings: { min_length: 4, max_length: 64 },
}

const ORGANIZATION_SETTINGS = {
  enabled: false,
  max_allowed_memberships: 5,
  force_organization_selection: false,
  actions: { admin_delete: true },
  domains: { enabled: false, enrollment_modes: [], default_role: null },
  slug: { disabled: false },
  organization_creation_defaults: { enabled: false },
}
