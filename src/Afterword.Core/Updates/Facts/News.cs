namespace Afterword.Core.Updates.Facts;

/// <summary>What an update inside the organisation tells: the facts at one moment, and what is new.</summary>
public abstract record News
{
    /// <summary>The kind of update that tells it.</summary>
    public abstract UpdateKind Kind { get; }

    /// <summary>The incident it is about; null where it is about none or several.</summary>
    public abstract InternalFacts? About { get; }

    /// <summary>The facts as one audience inside is told them; null for an audience this news is not for, and always for readers outside.</summary>
    /// <param name="audience">Who reads.</param>
    public IAudienceFacts? For(Audience audience) =>
        Audiences.IsOutside(audience) || !UpdateTable.Of(Kind).Audiences.Contains(audience)
            ? null
            : Tailored(audience);

    /// <summary>The facts for an audience that the table names.</summary>
    private protected abstract IAudienceFacts Tailored(Audience audience);
}

/// <summary>Facts for readers inside, tailored by whoever made them.</summary>
/// <param name="audience">Who reads.</param>
/// <param name="fields">The fields, with so many entries in each list.</param>
internal sealed class InsideFacts(Audience audience, Func<int, Templates.TemplateFields> fields)
    : IAudienceFacts
{
    public Audience Audience { get; } =
        Audiences.IsOutside(audience)
            ? throw new ArgumentException("Internal facts are never for readers outside.")
            : audience;

    public Templates.TemplateFields Fields(int items) => fields(items);
}
