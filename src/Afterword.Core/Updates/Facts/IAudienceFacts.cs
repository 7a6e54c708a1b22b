using Afterword.Core.Templates;

namespace Afterword.Core.Updates.Facts;

/// <summary>What one audience is told: the only thing its templates are given.</summary>
public interface IAudienceFacts
{
    /// <summary>Who reads it.</summary>
    Audience Audience { get; }

    /// <summary>The fields for a template.</summary>
    /// <param name="items">The most action items to list one by one; the rest are counted.</param>
    TemplateFields Fields(int items);
}
