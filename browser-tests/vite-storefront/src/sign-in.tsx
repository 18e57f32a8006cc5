import { useSignIn } from "@clerk/react"
import { type FormEvent, useState } from "react"

/** Signs in with an e-mail address and a password. */
export const SignIn = () => {
  const { signIn } = useSignIn()
  const [trouble, setTrouble] = useState<string>()

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const attempt = await signIn.password({ emailAddress: String(form.get("email")), password: String(form.get("password")) })
    const { error } = attempt.error ? attempt : await signIn.finalize()
    setTrouble(error?.message)
  }

  return (
    <form onSubmit={submit}>
      <label>
        E-mail <input name="email" type="email" autoComplete="username" required />
      </label>
      <label>
        Password <input name="password" type="password" autoComplete="current-password" required />
      </label>
      <button type="submit">Sign in</button>
      {trouble && <p role="alert">{trouble}</p>}
    </form>
  )
}
