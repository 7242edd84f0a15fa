"""Files of one text: plain, Markdown, RTF, and the bytes of any."""
