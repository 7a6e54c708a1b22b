using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;
using Afterword.Server.Shell.Forms;

namespace Afterword.Server.Features.ActionItems;

/// <summary>What the forms for a new and for an existing item hold, as typed.</summary>
public sealed record ItemForm
{
    public string? Incident { get; set; }
    public string? Title { get; set; }
    public string? Description { get; set; }
    public string? Owner { get; set; }
    public string? DueOn { get; set; }

    /// <summary>A new item that shall have no date, though the policy has one to propose.</summary>
    public bool NoDate { get; set; }
    public string? Priority { get; set; }
    public string? Category { get; set; }
    public string? Ticket { get; set; }

    /// <summary>A link a line, its title before or after the address.</summary>
    public string? Links { get; set; }
    public string? Tags { get; set; }
    public string? Acceptance { get; set; }

    /// <summary>The version the editor saw.</summary>
    public int Version { get; set; }

    public static ItemForm Of(ItemFull full)
    {
        var item = full.Item;
        return new ItemForm
        {
            Title = item.Title,
            Description = item.Description,
            Owner = full.Owner is { } owner ? $"@{owner.Handle}" : "",
            DueOn = TypedDate.Of(item.DueOn),
            Priority = item.Priority is { } priority ? SnakeCase.Of(priority) : "",
            Category = item.Category is { } category ? SnakeCase.Of(category) : "",
            Ticket = item.Ticket,
            Links = string.Join('\n', item.Links.Select(l => $"{l.Title} {l.Url}".Trim())),
            Tags = string.Join(", ", item.Tags),
            Acceptance = item.Acceptance,
            Version = item.Version,
        };
    }

    /// <summary>The fields that need no lookup; what cannot be read stands in the errors.</summary>
    /// <param name="errors">Takes what is wrong.</param>
    /// <param name="current">What the form does not show.</param>
    internal ActionItemDetails Read(FieldErrors errors, ActionItemDetails? current = null)
    {
        var fields = (current ?? new ActionItemDetails { Title = "" }) with
        {
            Title = Title ?? "",
            Description = Description ?? "",
            DueOn = TypedDate.Read(DueOn, errors),
            Priority = Choice<Priority>(Priority, nameof(Priority), errors),
            Category = Choice<LearningCategory>(Category, nameof(Category), errors),
            Ticket = Ticket ?? "",
            Links = ReadLinks(Links, errors),
            Tags = ReadTags(Tags, errors),
            Acceptance = Acceptance ?? "",
        };
        Try(errors, () => ActionItemRules.Check(fields));
        return fields;
    }

    private static T? Choice<T>(string? text, string field, FieldErrors errors)
        where T : struct, Enum
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }
        if (SnakeCase.TryParse<T>(text, out var value))
        {
            return value;
        }
        errors.Add(field, "Choose one of the list.");
        return null;
    }

    // The address may stand first or last in its line; the rest is its title.
    private static List<Link> ReadLinks(string? text, FieldErrors errors)
    {
        var links = new List<Link>();
        foreach (
            var line in (text ?? "").Split(
                '\n',
                StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
            )
        )
        {
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            var url = words.FirstOrDefault(WebAddress.IsValid);
            if (url is null)
            {
                var shown = line.Length > 60 ? line[..60] + "…" : line;
                errors.Add(
                    nameof(Links),
                    $"“{shown}” holds no address; one starts with https:// or http://."
                );
                continue;
            }
            links.Add(new Link(string.Join(' ', words.Where(word => word != url)), url));
        }
        return links;
    }

    private static IReadOnlyList<string> ReadTags(string? text, FieldErrors errors)
    {
        IReadOnlyList<string> tags = [];
        Try(errors, () => tags = TagList.Split(text));
        return tags;
    }

    private static void Try(FieldErrors errors, Action check)
    {
        try
        {
            check();
        }
        catch (RuleException refused)
        {
            errors.Add(refused);
        }
    }
}
