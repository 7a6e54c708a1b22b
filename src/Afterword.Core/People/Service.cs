using Afterword.Core.Events;

namespace Afterword.Core.People;

/// <summary>Something that can break: owned by a team, with tags that say what it is made of.</summary>
public sealed class Service : Noun
{
    private Service() { }

    /// <summary>The database's number; people and the API use <see cref="Handle"/>.</summary>
    public int Id { get; private set; }

    /// <summary>The short name, unique among services.</summary>
    public string Handle { get; private set; } = "";

    /// <summary>The name in full.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The team that owns it.</summary>
    public int? OwnerTeamId { get; private set; }

    /// <summary>Tags: lower-case words, sorted.</summary>
    public IReadOnlyList<string> Tags { get; private set; } = [];

    /// <inheritdoc/>
    public override SubjectKind SubjectKind => SubjectKind.Service;

    /// <inheritdoc/>
    public override long SubjectId => Id;

    /// <summary>Adds a service.</summary>
    /// <exception cref="RuleException">A field breaks its rule.</exception>
    public static Service Add(int id, ServiceDetails details, By by)
    {
        var service = new Service { Id = id };
        service.Take(details);
        service.Happened(EventKind.ServiceAdded, by, note: service.Handle);
        return service;
    }

    /// <summary>Changes what is known; nothing happens when nothing differs.</summary>
    /// <exception cref="RuleException">A field breaks its rule.</exception>
    public void Edit(ServiceDetails details, By by)
    {
        var changes = Take(details);
        if (changes.Any)
        {
            Happened(EventKind.ServiceChanged, by, changes.All);
        }
    }

    private Changes Take(ServiceDetails details)
    {
        var changes = new Changes();
        if (string.IsNullOrWhiteSpace(details.Name))
        {
            throw new RuleException("name", "A service needs a name.");
        }
        var tags = TagList.Check(details.Tags);
        Handle = changes.Of("handle", Handle, People.Handle.Check(details.Handle));
        Name = changes.Of("name", Name, details.Name.Trim());
        OwnerTeamId = changes.Of("ownerTeam", OwnerTeamId, details.OwnerTeamId);
        changes.OfList("tags", Tags, tags);
        Tags = tags;
        return changes;
    }
}

/// <summary>What a service form holds.</summary>
public sealed record ServiceDetails
{
    /// <inheritdoc cref="Service.Handle"/>
    public required string Handle { get; init; }

    /// <inheritdoc cref="Service.Name"/>
    public required string Name { get; init; }

    /// <inheritdoc cref="Service.OwnerTeamId"/>
    public int? OwnerTeamId { get; init; }

    /// <inheritdoc cref="Service.Tags"/>
    public IReadOnlyList<string> Tags { get; init; } = [];
}
