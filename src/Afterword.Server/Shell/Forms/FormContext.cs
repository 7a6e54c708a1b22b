namespace Afterword.Server.Shell.Forms;

/// <summary>Cascades from a <see cref="PageForm"/> to its fields: how their names are prefixed and what is wrong with each.</summary>
internal sealed record FormContext(string FormName, string Prefix, FieldErrors Errors)
{
    /// <summary>The <c>name</c> that [SupplyParameterFromForm] binds: <c>Form.Title</c>.</summary>
    public string NameOf(string field) => Prefix.Length == 0 ? field : $"{Prefix}.{field}";

    /// <summary>An id unique on the page, since two forms may have a field of one name.</summary>
    public string IdOf(string field) => $"{FormName}-{field}".Replace('.', '-').ToLowerInvariant();
}
