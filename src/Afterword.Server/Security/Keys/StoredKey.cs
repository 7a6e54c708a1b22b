namespace Afterword.Server.Security.Keys;

/// <summary>One key of the ring that protects forms, cookies and stored secrets; encrypted with the master key, shared by all nodes.</summary>
internal sealed class StoredKey
{
    private StoredKey() { }

    public StoredKey(string name, string xml, DateTimeOffset createdAt) =>
        (Name, Xml, CreatedAt) = (name, xml, createdAt);

    public string Name { get; private set; } = "";

    public string Xml { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }
}
