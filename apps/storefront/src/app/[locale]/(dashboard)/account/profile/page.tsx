import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Card, CardHeader } from "@/components/ui/card"
import { shopOfVisitor } from "@/lib/medusa/client"
import { knownRole } from "@/modules/account/known-role"
import { PageHeading } from "@/modules/account/page-heading"
import { EmailChange } from "@/modules/account/profile/email-change"
import { PasswordForm } from "@/modules/account/profile/password-form"
import { ProfileForm } from "@/modules/account/profile/profile-form"

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations("account.profile"))("title") })

export default async function ProfilePage() {
  await knownRole()
  const t = await getTranslations("account.profile")
  const shop = await shopOfVisitor()
  const { customer } = await shop.store.customer.retrieve({ fields: "id,email,first_name,last_name,phone" })
  return (
    <div className="mx-auto max-w-prose">
      <PageHeading title={t("title")} />
      <div className="grid gap-6">
        <Card>
          <CardHeader title={t("you")} />
          <ProfileForm known={{ firstName: customer.first_name ?? "", lastName: customer.last_name ?? "", phone: customer.phone ?? "" }} />
        </Card>
        <Card>
          <CardHeader title={t("email")} description={t("emailText")} />
          <EmailChange current={customer.email} />
        </Card>
        <Card>
          <CardHeader title={t("password")} description={t("passwordText")} />
          <PasswordForm />
        </Card>
      </div>
    </div>
  )
}
