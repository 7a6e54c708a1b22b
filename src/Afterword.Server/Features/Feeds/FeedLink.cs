using Afterword.Core;
using Afterword.Core.Events;
using Afterword.Core.People;
using Afterword.Server.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Afterword.Server.Features.Feeds;

/// <summary>What a link gives.</summary>
public enum FeedKind
{
    /// <summary>The due dates, check-ins and promised updates of a person.</summary>
    PersonCalendar,

    /// <summary>The same of a team and its members.</summary>
    TeamCalendar,

    /// <summary>The closed and open items of the last 30 days, for a wiki or a wall.</summary>
    Section,
}

/// <summary>
/// A link that programs read without signing in: a calendar, or a part of a page. It shows one thing and nothing else, never anything
/// restricted; only the hash of its token is kept, and revoking it ends it at once.
/// </summary>
internal sealed class FeedLink : Noun
{
    private FeedLink() { }

    public int Number { get; private set; }

    public FeedKind Kind { get; private set; }

    /// <summary>Who made it; a person's calendar is theirs.</summary>
    public int PersonId { get; private set; }

    /// <summary>The team of a team's calendar; for a section, the one it is narrowed to, if any.</summary>
    public int? TeamId { get; private set; }

    public string Name { get; private set; } = "";

    public string TokenHash { get; private set; } = "";

    /// <summary>The last four characters, to tell links apart.</summary>
    public string Tail { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public override SubjectKind SubjectKind => SubjectKind.Feed;

    public override long SubjectId => Number;

    /// <summary>Makes a link.</summary>
    /// <exception cref="RuleException">The name is missing or too long, or a team's calendar names no team.</exception>
    public static FeedLink Issue(
        int number,
        FeedKind kind,
        int person,
        int? team,
        string? name,
        string token,
        By by
    )
    {
        var named = name?.Trim() ?? "";
        if (named.Length is 0 or > 100)
        {
            throw new RuleException(
                "name",
                "Say in up to 100 characters where the link is used, such as \"my phone\"."
            );
        }
        if (kind == FeedKind.TeamCalendar && team is null)
        {
            throw new RuleException("team", "Choose the team whose calendar it is.");
        }
        var link = new FeedLink
        {
            Number = number,
            Kind = kind,
            PersonId = person,
            TeamId = kind == FeedKind.PersonCalendar ? null : team,
            Name = named,
            TokenHash = Secret.Hash(token),
            Tail = token[^4..],
            CreatedAt = by.At,
        };
        link.Happened(EventKind.FeedIssued, by, note: $"\"{named}\", {SnakeCase.Of(kind)}");
        return link;
    }

    /// <summary>Ends it.</summary>
    public void Revoke(By by)
    {
        if (RevokedAt is null)
        {
            RevokedAt = by.At;
            Happened(EventKind.FeedRevoked, by, note: $"\"{Name}\"");
        }
    }
}

internal sealed class FeedLinkMap : IEntityTypeConfiguration<FeedLink>
{
    public void Configure(EntityTypeBuilder<FeedLink> link)
    {
        link.ToTable("feed_links").HasKey(l => l.Number);
        link.Property(l => l.Number).ValueGeneratedNever();
        link.HasIndex(l => l.TokenHash).IsUnique();
        link.HasIndex(l => l.PersonId);
        link.HasIndex(l => l.TeamId);
        link.HasOne<Person>()
            .WithMany()
            .HasForeignKey(l => l.PersonId)
            .OnDelete(DeleteBehavior.Restrict);
        link.HasOne<Team>()
            .WithMany()
            .HasForeignKey(l => l.TeamId)
            .OnDelete(DeleteBehavior.Restrict);
        link.Ignore(l => l.NewEvents);
    }
}
