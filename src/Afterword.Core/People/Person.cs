using Afterword.Core.Events;
using Afterword.Core.Updates;

namespace Afterword.Core.People;

/// <summary>Somebody Afterword knows: an owner, a lead, a manager, a reader. Signing in needs an account besides.</summary>
public sealed class Person : Noun
{
    private Person() { }

    /// <summary>The database's number; people and the API use <see cref="Handle"/>.</summary>
    public int Id { get; private set; }

    /// <summary>The short name, unique, without <c>@</c>.</summary>
    public string Handle { get; private set; } = "";

    /// <summary>The name in full.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The mail address; empty when none is known.</summary>
    public string Email { get; private set; } = "";

    /// <summary>The member id in Slack (<c>U…</c>); empty when none is known.</summary>
    public string SlackId { get; private set; } = "";

    /// <summary>The IANA time zone (<c>Europe/Berlin</c>).</summary>
    public string TimeZone { get; private set; } = "UTC";

    /// <summary>The person escalations go to first.</summary>
    public int? ManagerId { get; private set; }

    /// <summary>What this person may do.</summary>
    public Role Role { get; private set; } = Role.Member;

    /// <summary>False for somebody who has left: nothing is sent, nobody signs in; the history stays.</summary>
    public bool Active { get; private set; } = true;

    /// <summary>The kinds of mail this person has stopped, by name in snake_case.</summary>
    public IReadOnlyList<string> StoppedMail { get; private set; } = [];

    /// <inheritdoc/>
    public override SubjectKind SubjectKind => SubjectKind.Person;

    /// <inheritdoc/>
    public override long SubjectId => Id;

    /// <summary>Adds a person.</summary>
    /// <param name="id">The next number.</param>
    /// <param name="details">What is known.</param>
    /// <param name="by">Who adds.</param>
    /// <exception cref="RuleException">A field breaks its rule.</exception>
    public static Person Add(int id, PersonDetails details, By by)
    {
        var person = new Person { Id = id };
        person.Take(details);
        person.Happened(EventKind.PersonAdded, by, note: $"@{person.Handle}");
        return person;
    }

    /// <summary>Changes what is known; nothing happens when nothing differs.</summary>
    /// <exception cref="RuleException">A field breaks its rule.</exception>
    public void Edit(PersonDetails details, By by)
    {
        var changes = Take(details);
        if (changes.Any)
        {
            Happened(EventKind.PersonChanged, by, changes.All);
        }
    }

    /// <summary>Whether this person has stopped a kind of mail.</summary>
    public bool HasStopped(UpdateKind kind) => StoppedMail.Contains(SnakeCase.Of(kind));

    /// <summary>Stops a kind of mail, or lets it come again; nothing happens when it is so already.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="stop">Whether it stops.</param>
    /// <param name="by">Who chose.</param>
    public void ChooseMail(UpdateKind kind, bool stop, By by)
    {
        if (HasStopped(kind) == stop)
        {
            return;
        }
        var name = SnakeCase.Of(kind);
        string[] stopped = stop
            ? [.. StoppedMail, name]
            : [.. StoppedMail.Where(other => other != name)];
        var changes = new Changes();
        changes.OfList("stoppedMail", StoppedMail, stopped);
        StoppedMail = stopped;
        Happened(EventKind.PersonChanged, by, changes.All);
    }

    private Changes Take(PersonDetails details)
    {
        var changes = new Changes();
        if (string.IsNullOrWhiteSpace(details.Name))
        {
            throw new RuleException("name", "A person needs a name.");
        }
        if (details.Email.Length > 0 && !EmailShape.IsValid(details.Email))
        {
            throw new RuleException(
                "email",
                $"'{details.Email}' is no mail address; one looks like lee@example.com."
            );
        }
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(details.TimeZone, out _))
        {
            throw new RuleException(
                "timeZone",
                $"'{details.TimeZone}' is no time zone; one looks like Europe/Berlin."
            );
        }
        if (details.ManagerId is not null && details.ManagerId == Id)
        {
            throw new RuleException(
                "manager",
                "Nobody is their own manager; choose somebody else or nobody."
            );
        }
        Handle = changes.Of("handle", Handle, People.Handle.Check(details.Handle));
        Name = changes.Of("name", Name, details.Name.Trim());
        Email = changes.Of("email", Email, details.Email.Trim());
        SlackId = changes.Of("slackId", SlackId, details.SlackId.Trim());
        TimeZone = changes.Of("timeZone", TimeZone, details.TimeZone);
        ManagerId = changes.Of("manager", ManagerId, details.ManagerId);
        Role = changes.Of("role", Role, details.Role);
        Active = changes.Of("active", Active, details.Active);
        return changes;
    }
}

/// <summary>What a person form holds.</summary>
public sealed record PersonDetails
{
    /// <inheritdoc cref="Person.Handle"/>
    public required string Handle { get; init; }

    /// <inheritdoc cref="Person.Name"/>
    public required string Name { get; init; }

    /// <inheritdoc cref="Person.Email"/>
    public string Email { get; init; } = "";

    /// <inheritdoc cref="Person.SlackId"/>
    public string SlackId { get; init; } = "";

    /// <inheritdoc cref="Person.TimeZone"/>
    public string TimeZone { get; init; } = "UTC";

    /// <inheritdoc cref="Person.ManagerId"/>
    public int? ManagerId { get; init; }

    /// <inheritdoc cref="Person.Role"/>
    public Role Role { get; init; } = Role.Member;

    /// <inheritdoc cref="Person.Active"/>
    public bool Active { get; init; } = true;
}
