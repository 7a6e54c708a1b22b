using Afterword.Core.People;
using Afterword.Server.Security.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Afterword.Server.Security;

internal sealed class AccountMap : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.ToTable("accounts").HasKey(a => a.PersonId);
        account.Property(a => a.PersonId).ValueGeneratedNever();
        account
            .HasOne<Person>()
            .WithOne()
            .HasForeignKey<Account>(a => a.PersonId)
            .OnDelete(DeleteBehavior.Restrict);
        account.Ignore(a => a.NewEvents);
    }
}

internal sealed class SessionMap : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> session)
    {
        session.ToTable("sessions").HasKey(s => s.TokenHash);
        session.HasIndex(s => s.PersonId);
        session
            .HasOne<Person>()
            .WithMany()
            .HasForeignKey(s => s.PersonId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SignInTriesMap : IEntityTypeConfiguration<SignInTries>
{
    public void Configure(EntityTypeBuilder<SignInTries> tries)
    {
        tries.ToTable("sign_in_tries").HasKey(t => new { t.PersonId, t.Device });
        tries
            .HasOne<Person>()
            .WithMany()
            .HasForeignKey(t => t.PersonId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ApiTokenMap : IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<ApiToken> token)
    {
        token.ToTable("api_tokens").HasKey(t => t.Number);
        token.Property(t => t.Number).ValueGeneratedNever();
        token.HasIndex(t => t.TokenHash).IsUnique();
        token.HasIndex(t => t.PersonId);
        token
            .HasOne<Person>()
            .WithMany()
            .HasForeignKey(t => t.PersonId)
            .OnDelete(DeleteBehavior.Restrict);
        token.Ignore(t => t.NewEvents);
    }
}

internal sealed class OneTimeLinkMap : IEntityTypeConfiguration<OneTimeLink>
{
    public void Configure(EntityTypeBuilder<OneTimeLink> link)
    {
        link.ToTable("one_time_links").HasKey(l => l.TokenHash);
        link.HasIndex(l => l.PersonId);
        link.HasOne<Person>()
            .WithMany()
            .HasForeignKey(l => l.PersonId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class StoredKeyMap : IEntityTypeConfiguration<StoredKey>
{
    public void Configure(EntityTypeBuilder<StoredKey> key) =>
        key.ToTable("protection_keys").HasKey(k => k.Name);
}
