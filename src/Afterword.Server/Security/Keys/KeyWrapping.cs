using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Afterword.Server.Security.Keys;

/// <summary>Encrypts a key of the ring with the master key: AES-256-GCM, nonce ‖ tag ‖ text in Base64.</summary>
internal sealed class KeyWrapper(MasterKey master) : IXmlEncryptor
{
    internal const string Purpose = "afterword key ring 1";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(
            plaintextElement.ToString(SaveOptions.DisableFormatting)
        );
        var sealedText = new byte[Layout.Text + plain.Length];
        RandomNumberGenerator.Fill(sealedText.AsSpan(0, Layout.Tag));
        using var cipher = new AesGcm(master.For(Purpose), Layout.TagBytes);
        cipher.Encrypt(
            sealedText.AsSpan(0, Layout.Tag),
            plain,
            sealedText.AsSpan(Layout.Text),
            sealedText.AsSpan(Layout.Tag, Layout.TagBytes)
        );
        return new EncryptedXmlInfo(
            new XElement("wrapped", Convert.ToBase64String(sealedText)),
            typeof(KeyUnwrapper)
        );
    }

    /// <summary>Where the parts begin.</summary>
    internal static class Layout
    {
        public const int Tag = 12;
        public const int TagBytes = 16;
        public const int Text = Tag + TagBytes;
    }
}

/// <summary>Decrypts what <see cref="KeyWrapper"/> encrypted. The framework makes it by its name, which stands in the stored key.</summary>
internal sealed class KeyUnwrapper(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var sealedText = Convert.FromBase64String(encryptedElement.Value);
        var plain = new byte[sealedText.Length - KeyWrapper.Layout.Text];
        using var cipher = new AesGcm(
            services.GetRequiredService<MasterKey>().For(KeyWrapper.Purpose),
            KeyWrapper.Layout.TagBytes
        );
        cipher.Decrypt(
            sealedText.AsSpan(0, KeyWrapper.Layout.Tag),
            sealedText.AsSpan(KeyWrapper.Layout.Text),
            sealedText.AsSpan(KeyWrapper.Layout.Tag, KeyWrapper.Layout.TagBytes),
            plain
        );
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}
